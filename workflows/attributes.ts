/**
 * The search attributes of a conversation: what an operator can filter and sort by in the Temporal UI.
 * They are stored unencrypted, so they hold ids and enums, never customer text. All of them have to be
 * registered on the namespace before the first workflow starts (see `temporal/search-attributes.ts`).
 */
import { defineSearchAttributeKey } from '@temporalio/common';

export const Desk = defineSearchAttributeKey('Desk', 'KEYWORD');
export const Channel = defineSearchAttributeKey('Channel', 'KEYWORD');
export const Topic = defineSearchAttributeKey('Topic', 'KEYWORD');
export const Priority = defineSearchAttributeKey('Priority', 'KEYWORD');
export const Phase = defineSearchAttributeKey('Phase', 'KEYWORD');
export const Owner = defineSearchAttributeKey('Owner', 'KEYWORD');
export const Segment = defineSearchAttributeKey('Segment', 'KEYWORD');
export const NextDue = defineSearchAttributeKey('NextDue', 'DATETIME');

export const searchAttributes = [Desk, Channel, Topic, Priority, Phase, Owner, Segment, NextDue] as const;
