/** Autonomy in words, for reports and refusals at every door. Pure. */
import type { Demoted, Promoted, ReportRow } from './autonomy-report.ts';

/** What would have to happen for this row to send alone, or why it does. */
export function needsInWords({ earns, inForce, setting, promptVersion, standing }: ReportRow): string {
  const { autonomy, reason } = inForce;
  if (setting === null) return 'the desk has no such topic any more';
  if (autonomy === 'auto')
    return reason === 'promoted' ? 'sends alone: earned' : 'sends alone: reviewed words';
  if (setting === 'off' || setting === 'shadow') return `the desk file says ${setting}`;
  if (reason === 'stopped') return 'a person stopped it: promote it to lift that';
  if (reason === 'always_human') return 'always goes to a person';
  if (promptVersion === 'rules') return 'quoted passages are for people';
  if (earns.kind === 'earned') return standing === 'on_trial' ? `earned: ${moveIt}` : 'earned: promote it';
  if (earns.more === null) return 'no number of drafts reaches this target';
  return `${earns.more} more draft${earns.more === 1 ? '' : 's'}, all accepted`;
}

const moveIt = 'move it from prompts/trial/ to prompts/, then desk apply';

export type Refused = Extract<Promoted | Demoted, { kind: 'refused' }>;

export function refusalInWords(refused: Refused, topic: string): string {
  switch (refused.reason) {
    case 'no_such_topic':
      return `The desk file has no topic ${topic}.`;
    case 'no_such_version':
      return `No prompt version of ${topic} that is named like this has any evidence. The report lists them.`;
    case 'no_evidence':
      return `Nobody has decided on a draft of ${topic} yet: there is nothing to promote.`;
    case 'on_trial':
      return `What has earned auto on ${topic} is on trial: ${moveIt}. From then on it can be promoted.`;
    case 'desk_file':
      return `The desk file says that ${topic} is off or in shadow. Set its autonomy to approve there first.`;
    case 'always_human':
      return `Topic ${topic} always goes to a person: it is the topic other, or in the desk file's alwaysHuman.`;
    case 'not_earned': {
      const needs = 'rows' in refused ? refused.rows.map((r) => `${r.channel}: ${needsInWords(r)}`) : [];
      return `Topic ${topic} has nothing to promote. ${needs.join('; ')}.`;
    }
  }
}
