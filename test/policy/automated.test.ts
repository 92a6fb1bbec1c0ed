import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AutomatedInput, automatedVerdict } from '../../policy/automated.ts';

const person = {
  From: 'Ana Ruiz <ana@example.org>',
  Subject: 'My order',
  'Return-Path': '<ana@example.org>',
};
const ours = { ourAddresses: ['Help <help@shop.example>'], ourMessageIdDomain: 'mail.shop.example' };

interface Case {
  name: string;
  headers: AutomatedInput['headers'];
  rest?: Partial<AutomatedInput>;
  verdict: string;
  reasons: string[];
}

const cases: readonly Case[] = [
  { name: 'mail of a person', headers: person, verdict: 'human', reasons: [] },
  { name: 'no headers at all, as on chat', headers: {}, verdict: 'human', reasons: [] },
  {
    name: 'our own address',
    headers: { From: 'HELP@shop.example' },
    verdict: 'self',
    reasons: ['from_our_address'],
  },
  {
    name: 'a Message-ID of ours',
    headers: { ...person, 'Message-ID': '<1@Mail.Shop.Example>' },
    verdict: 'self',
    reasons: ['our_message_id'],
  },
  {
    name: 'a Message-ID that only resembles ours',
    headers: { ...person, 'Message-ID': '<1@notmail.shop.example>' },
    verdict: 'human',
    reasons: [],
  },
  {
    name: 'a delivery report',
    headers: { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=x' },
    verdict: 'bounce',
    reasons: ['delivery_report'],
  },
  {
    name: 'a delivery report with Auto-Submitted',
    headers: {
      'Content-Type': 'multipart/report; report-type=delivery-status',
      'Auto-Submitted': 'auto-replied',
    },
    verdict: 'bounce',
    reasons: ['delivery_report'],
  },
  {
    name: 'a mailer daemon',
    headers: { From: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.example>' },
    verdict: 'bounce',
    reasons: ['mailer_daemon'],
  },
  {
    name: 'a mailer daemon in the old form',
    headers: { From: 'MAILER-DAEMON@mx.example (Mail Delivery System)' },
    verdict: 'bounce',
    reasons: ['mailer_daemon'],
  },
  {
    name: 'failed recipients',
    headers: { ...person, 'X-Failed-Recipients': 'a@b.example' },
    verdict: 'bounce',
    reasons: ['failed_recipients'],
  },
  {
    name: 'a bounce known by its subject and words',
    headers: { ...person, Subject: 'Undeliverable: hello' },
    rest: { text: 'Final-Recipient: rfc822; a@b.example' },
    verdict: 'bounce',
    reasons: ['report_subject_and_text'],
  },
  {
    name: 'a person who asks about a bounce',
    headers: { ...person, Subject: 'Undeliverable: hello' },
    rest: { text: 'Why do your mails not reach me?' },
    verdict: 'human',
    reasons: [],
  },
  {
    name: 'a postmaster who is a person',
    headers: { From: 'postmaster@example.org', Subject: 'Our contract' },
    verdict: 'human',
    reasons: ['hint_robot_address'],
  },
  {
    name: 'a read receipt',
    headers: { ...person, 'Content-Type': 'multipart/report; report-type=disposition-notification' },
    verdict: 'auto_reply',
    reasons: ['read_receipt'],
  },
  {
    name: 'Auto-Submitted: auto-replied',
    headers: { ...person, 'auto-submitted': ' Auto-Replied (vacation)' },
    verdict: 'auto_reply',
    reasons: ['auto_submitted'],
  },
  {
    name: 'Auto-Submitted: auto-generated',
    headers: { ...person, 'AUTO-SUBMITTED': 'auto-generated' },
    verdict: 'auto_reply',
    reasons: ['auto_submitted'],
  },
  {
    name: 'Auto-Submitted: no',
    headers: { ...person, 'Auto-Submitted': 'no' },
    verdict: 'human',
    reasons: [],
  },
  {
    name: 'Auto-Submitted: auto-forwarded',
    headers: { ...person, 'Auto-Submitted': 'auto-forwarded' },
    verdict: 'human',
    reasons: [],
  },
  {
    name: 'Auto-Submitted twice',
    headers: { ...person, 'Auto-Submitted': ['no', 'auto-replied'] },
    verdict: 'auto_reply',
    reasons: ['auto_submitted'],
  },
  {
    name: 'a null return path',
    headers: { ...person, 'Return-Path': '< >' },
    verdict: 'auto_reply',
    reasons: ['null_return_path'],
  },
  {
    name: 'X-Autoreply',
    headers: { ...person, 'X-Autoreply': 'yes' },
    verdict: 'auto_reply',
    reasons: ['auto_reply_header'],
  },
  { name: 'X-Autoreply: no', headers: { ...person, 'X-Autoreply': 'no' }, verdict: 'human', reasons: [] },
  {
    name: 'a mailing list',
    headers: { ...person, 'List-Id': '<news.other.example>' },
    verdict: 'list',
    reasons: ['list_header'],
  },
  {
    name: 'a newsletter',
    headers: { ...person, 'List-Unsubscribe': '<https://other.example/u>' },
    verdict: 'list',
    reasons: ['list_header'],
  },
  {
    name: 'Precedence: bulk',
    headers: { ...person, Precedence: 'bulk' },
    verdict: 'list',
    reasons: ['precedence'],
  },
  {
    name: 'a customer who writes to our address that is a group',
    headers: {
      ...person,
      'List-Id': '<help.shop.example>',
      'List-Post': '<mailto:help@shop.example>',
      Precedence: 'list',
    },
    verdict: 'human',
    reasons: [],
  },
  {
    name: 'a customer who writes to such a group, known by its List-Id alone',
    headers: { ...person, 'List-Id': 'Shop help <help.shop.example>' },
    verdict: 'human',
    reasons: [],
  },
  {
    name: 'X-Auto-Response-Suppress alone, as Outlook stamps it on mail of people',
    headers: { ...person, 'X-Auto-Response-Suppress': 'All' },
    verdict: 'human',
    reasons: ['hint_response_suppress'],
  },
  {
    name: 'a subject alone that reads like an absence',
    headers: { ...person, Subject: 'Out of office chairs: which do you sell?' },
    verdict: 'human',
    reasons: ['hint_auto_reply_subject'],
  },
  {
    name: 'an absence by subject and text',
    headers: { ...person, Subject: 'Out of office' },
    rest: { text: 'I am out of the office until Monday.' },
    verdict: 'auto_reply',
    reasons: ['hint_auto_reply_subject', 'hint_auto_reply_text'],
  },
  {
    name: 'an absence in German',
    headers: { ...person, Subject: 'Abwesenheitsnotiz' },
    rest: { text: 'Ich bin derzeit nicht im Büro.' },
    verdict: 'auto_reply',
    reasons: ['hint_auto_reply_subject', 'hint_auto_reply_text'],
  },
  {
    name: 'a no-reply address',
    headers: { From: 'Shop <no-reply@other.example>' },
    verdict: 'no_reply',
    reasons: ['no_reply_address'],
  },
  {
    name: 'a no-reply address with a tag',
    headers: { From: 'donotreply+5@other.example' },
    verdict: 'no_reply',
    reasons: ['no_reply_address'],
  },
  {
    name: 'a person called Noreen',
    headers: { From: 'noreen.reply@other.example' },
    verdict: 'human',
    reasons: [],
  },
];

describe('automated mail', () => {
  it.each(cases)('$name is $verdict', ({ headers, rest, verdict, reasons }) => {
    expect(automatedVerdict({ headers, ...ours, ...rest })).toEqual({ verdict, reasons });
  });

  it('is what the platform declares, which saw more of it', () => {
    const headers = { 'Auto-Submitted': 'auto-replied' };
    expect(automatedVerdict({ headers, declared: 'human' })).toEqual({
      verdict: 'human',
      reasons: ['declared'],
    });
  });

  it('is known by header names in any case', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }), (upper) => {
        const name = [...'auto-submitted']
          .map((char, at) => (upper[at] ? char.toUpperCase() : char))
          .join('');
        expect(automatedVerdict({ headers: { [name]: 'auto-replied' } }).verdict).toBe('auto_reply');
      }),
    );
  });

  it('never includes mail without a single sign, and no header makes it throw', () => {
    const harmless = fc.dictionary(
      fc.constantFrom(
        'Received',
        'MIME-Version',
        'X-Mailer',
        'User-Agent',
        'DKIM-Signature',
        'Feedback-ID',
        'Sender',
      ),
      fc.oneof(fc.string(), fc.array(fc.string())),
    );
    fc.assert(
      fc.property(harmless, (headers) => {
        const { verdict } = automatedVerdict({ headers: { ...headers, ...person }, ...ours });
        expect(verdict).toBe('human');
      }),
    );
  });
});
