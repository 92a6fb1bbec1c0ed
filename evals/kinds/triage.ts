/** Triage cases: topics, what their confidence is worth, risks, language. */
import { OTHER_TOPIC } from '../../domain/words.ts';
import { calibrationError, reliability } from '../../policy/calibration.ts';
import { levelOf } from '../../policy/risk.ts';
import type { TriageCase } from '../cases.ts';
import { bootstrapped, share } from '../metrics/intervals.ts';
import { type LabelledAnswer, macroF1, topicScores } from '../metrics/topics.ts';
import { type Miss, metric, type Section } from '../report.ts';
import type { Trial } from '../trial.ts';

export interface TriageResult extends LabelledAnswer {
  case: TriageCase;
  /** Of the first topic. */
  confidence: number;
  /** By rules and model together. */
  risks: string[];
  language: string;
}

export async function askTriage(trial: Trial, asked: TriageCase, at: Date): Promise<TriageResult> {
  const { turns, messages } = await trial.play([asked.text], { at, until: 'triage' });
  const triage = turns.at(-1)?.scene.made.triage;
  const risks = [...messages.flatMap((m) => m.risks), ...(triage?.risks ?? [])].map(({ risk }) => risk);
  return {
    case: asked,
    expected: asked.topics ?? [],
    given: triage?.topics.map((t) => t.id) ?? [],
    confidence: triage?.topics[0]?.confidence ?? 0,
    risks: [...new Set(risks)],
    language: triage?.language ?? 'und',
  };
}

const isDanger = (risk: string): boolean => levelOf(risk) === 'danger';

/** Pure. */
export function triageSection(all: readonly TriageResult[]): Section {
  const results = all.filter((r) => r.expected.length > 0);
  const judged = (of: readonly TriageResult[]) =>
    of.map((r) => ({ confidence: r.confidence, right: r.expected.includes(r.given[0] ?? '') }));
  const right = (of: readonly TriageResult[]) => judged(of).filter((j) => j.right).length;
  const several = results.filter((r) => r.expected.length > 1);
  const strangers = results.filter((r) => r.expected.includes(OTHER_TOPIC));
  const ours = results.filter((r) => !r.expected.includes(OTHER_TOPIC));
  const spoken = all.filter((r) => r.case.language !== undefined);
  const wanted = all.flatMap((r) => r.case.risks.map((risk) => ({ risk, found: r.risks.includes(risk) })));
  const dangers = all
    .filter((r) => r.case.risks.some(isDanger))
    .map((r) => ({ found: r.risks.some((risk) => isDanger(risk) || risk === 'possible_danger') }));
  const serious = wanted.filter(({ risk }) => levelOf(risk) !== 'notice');
  const harmless = all.filter((r) => r.case.risks.length === 0);
  const found = (of: readonly { found: boolean }[]) => of.filter((w) => w.found).length;
  const languages = [...new Set(spoken.map((r) => r.case.language ?? ''))].sort();
  const risks = [...new Set(wanted.map(({ risk }) => risk))].sort();

  return {
    kind: 'triage',
    cases: all.length,
    metrics: [
      metric('triage.macroF1', 'F1 of topics, each topic counting the same', bootstrapped(results, macroF1)),
      metric(
        'triage.accuracy',
        'first topic is one the message is about',
        share(right(results), results.length),
      ),
      metric(
        'triage.calibrationError',
        'expected calibration error: confidence against being right',
        bootstrapped(judged(results), (sample) => calibrationError(sample)),
        'lower',
      ),
      metric(
        'triage.allTopics',
        'messages about several topics: all of them found',
        share(several.filter((r) => r.expected.every((t) => r.given.includes(t))).length, several.length),
      ),
      metric(
        'triage.oneTopicTooMany',
        'messages with a topic that they are not about, beside one that they are',
        share(
          results.filter((r) => r.given.length > 1 && r.given.some((t) => !r.expected.includes(t))).length,
          results.length,
        ),
        'lower',
      ),
      metric(
        'triage.strangers',
        `messages about none of the topics: called ${OTHER_TOPIC}`,
        share(right(strangers), strangers.length),
      ),
      metric(
        'triage.estranged',
        `messages about one of the topics: called ${OTHER_TOPIC}`,
        share(ours.filter((r) => r.given[0] === OTHER_TOPIC).length, ours.length),
        'lower',
      ),
      metric(
        'triage.riskRecall',
        'risks that always need a person: found by their name',
        share(found(serious), serious.length),
      ),
      metric(
        'triage.dangerRecall',
        'messages of danger: a person gets them as danger, or as possible danger',
        share(found(dangers), dangers.length),
      ),
      metric('triage.allRiskRecall', 'all risks: found', share(found(wanted), wanted.length)),
      metric(
        'triage.riskFalseAlarms',
        'messages without a risk: given one that always needs a person',
        share(harmless.filter((r) => r.risks.some((x) => levelOf(x) !== 'notice')).length, harmless.length),
        'lower',
      ),
      metric(
        'triage.language',
        'language recognised',
        share(spoken.filter((r) => r.language.split('-')[0] === r.case.language).length, spoken.length),
      ),
    ],
    charts: [
      { kind: 'reliability', title: 'What a confidence is worth', bins: reliability(judged(results)) },
      {
        kind: 'bars',
        title: 'First topic right, by language',
        rows: languages.map((label) => {
          const of = results.filter((r) => r.case.language === label);
          return { label, ...share(right(of), of.length) };
        }),
      },
      {
        kind: 'bars',
        title: 'Messages of a topic that were given it (recall)',
        rows: topicScores(results).map(({ topic, hit, n }) => ({ label: topic, ...share(hit, n) })),
      },
      {
        kind: 'bars',
        title: 'Risks found',
        rows: risks.map((label) => {
          const of = wanted.filter(({ risk }) => risk === label);
          return { label, ...share(found(of), of.length) };
        }),
      },
    ],
    tables: [
      {
        title: 'Topics',
        head: ['topic', 'messages', 'found', 'missed', 'wrongly given', 'precision', 'recall', 'F1'],
        rows: topicScores(results).map((s) => [
          s.topic,
          ...[s.n, s.hit, s.missed, s.wrong].map(String),
          ...[s.precision, s.recall, s.f1].map((value) => value.toFixed(2)),
        ]),
      },
    ],
    misses: all.flatMap(missesOf),
  };
}

function missesOf(r: TriageResult): Miss[] {
  const sorted = (topics: readonly string[]) => [...topics].sort().join(', ');
  const asked = r.case.text.join(' / ');
  const lost = r.case.risks.filter((risk) => !r.risks.includes(risk));
  const alarms = r.case.risks.length === 0 ? r.risks.filter((risk) => levelOf(risk) !== 'notice') : [];
  const topics =
    r.expected.length === 0 || sorted(r.expected) === sorted(r.given)
      ? []
      : [
          {
            case: r.case.id,
            asked,
            expected: sorted(r.expected),
            got: `${r.given.join(', ')} (${r.confidence.toFixed(2)})`,
          },
        ];
  return [
    ...topics,
    ...lost.map((risk) => ({
      case: r.case.id,
      asked,
      expected: `risk ${risk}`,
      got: r.risks.length === 0 ? 'not found' : r.risks.join(', '),
    })),
    ...alarms.map((risk) => ({ case: r.case.id, asked, expected: 'no risk', got: `risk ${risk}` })),
  ];
}
