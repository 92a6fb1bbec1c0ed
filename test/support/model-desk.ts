/** A desk with a topic that no macro answers, and the model that is asked about it. */
import type { DeskFileInput } from '../../desk/schema.ts';
import { systemClock } from '../../domain/clock.ts';
import { chatModel } from '../../models/openai/chat.ts';
import { type Models, noModels } from '../../models/port.ts';
import type { Provider } from '../provider/server.ts';
import { deskInput } from './desk.ts';

/** About the topic `care`. */
export const careQuestion = 'How do I clean the brass of my lamp?';
/** Answers it. */
export const careArticle =
  '# Care\n\nWipe brass with a soft dry cloth. Never use polish on it.\n\n# Shades\n\nDust shades weekly.\n';

export const modelDesk: Partial<DeskFileInput> = {
  topics: [
    ...deskInput().topics,
    {
      id: 'care',
      description: 'Cleaning and care of lamps',
      facts: ['customer.firstName'],
      autonomy: 'auto',
      examples: [
        'how do I clean it',
        'can I wash the shade',
        'care of brass',
        'dust on my lamp',
        'cleaning tips',
      ],
    },
  ],
  thresholds: { topicConfidence: 0.3, macroConfidence: 0.9 },
};

/** Without a breaker: a test's faults are no outage. */
export const modelsOf = (provider: Pick<Provider, 'url'>): Models => ({
  ...noModels,
  language: chatModel({ baseUrl: provider.url, apiKey: 'test' }, 'gpt-4.1-mini', systemClock),
});
