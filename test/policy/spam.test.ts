import { describe, expect, it } from 'vitest';
import { spamVerdict } from '../../policy/spam.ts';

const seo =
  'Hi, I came across your website. We can get you on the first page of Google with quality backlinks. Interested?';

describe('spam', () => {
  it.each([
    seo,
    'Dear Sir/Madam, we offer SEO services. Packages start at $99. Reply STOP to unsubscribe.',
    'Crypto investment opportunity with guaranteed returns! Click here: https://x.example',
    'Congratulations, you have won the lottery prize of $ 2.5 million. Claim your prize now.',
    'Buy real followers and likes, best price guaranteed. Visit https://likes.example',
    'We are a leading manufacturer of LED lights, our prices start at 1 USD, are you interested in a quote?',
    'https://a.example https://b.example https://c.example https://d.example https://e.example click here, act now',
  ])('is: %s', (text) => expect(spamVerdict(text).spam).toBe(true));

  it.each([
    'Where is my order 4711?',
    'My order never arrived. I came across your website by an ad, is this a crypto investment scam?',
    `${seo} Also, where is my order?`,
    'Do you sell bitcoin wallets?',
    'Here are the photos: https://a.example https://b.example https://c.example https://d.example https://e.example https://f.example',
    'I found backlinks in your sitemap that are broken',
    'Ist meine Bestellung schon unterwegs? https://track.example',
    'hello',
    '',
  ])('is not: %s', (text) => expect(spamVerdict(text).spam).toBe(false));

  it('never comes from somebody who is known', () => {
    expect(spamVerdict(seo, { known: true })).toEqual({
      spam: false,
      reasons: ['offer_seo', 'pitch', 'known_sender'],
    });
  });

  it('says what made it one', () => {
    expect(spamVerdict(seo)).toEqual({ spam: true, reasons: ['offer_seo', 'pitch'] });
  });
});
