import type { ObjectTexts } from '../../policies/review/object-texts.ts';
import { spanOf, type Span } from './json-span.ts';

/** A review whose objects were not read. */
export interface CutReview {
  /** The body; in it the objects have only what is looked at outside of the policy, and what every API server has checked. */
  readonly body: unknown;
  readonly texts: ObjectTexts;
}

const object = { metadata: { managedFields: {} } };
const sought = { request: { object, oldObject: object } };
const kept = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * Takes the objects out of an AdmissionReview as they came, for the policy to read. To read them here, and to write them again for it, would take
 * longer than most rules. That what is in them is JSON shows when it is read.
 * @throws SyntaxError where the body is no JSON, or not as API servers write it
 */
export function cutReview(body: Buffer): CutReview {
  const request = memberOf(spanOf(body, sought, 0), 'request');
  const [object, oldObject] = [memberOf(request, 'object'), memberOf(request, 'oldObject')];
  let text = '';
  let at = 0;
  for (const span of [object, oldObject].sort((one, other) => one.from - other.from)) {
    text += body.toString('utf8', at, span.from) + headOf(body, span);
    at = span.to;
  }
  text += body.toString('utf8', at);
  return { body: JSON.parse(text), texts: { object: objectOf(body, object), oldObject: objectOf(body, oldObject) } };
}

function memberOf(span: Span, wanted: string): Span {
  const member = find(span, wanted);
  if (member === undefined) throw new SyntaxError(`no ${wanted}`);
  return member;
}

function find({ members }: Span, wanted: string): Span | undefined {
  return members.find(({ name }) => name === wanted)?.value;
}

/** An object with the members that are kept. */
function headOf(body: Buffer, { from, to, members }: Span): string {
  if (members.length === 0) return body.toString('utf8', from, to);
  const texts = members
    .filter(({ name }) => kept.has(name))
    .map(({ name, value }) => `"${name}":${withoutManagedFields(body, value, value).join('')}`);
  return `{${texts.join(',')}}`;
}

function objectOf(body: Buffer, object: Span): Buffer[] {
  const metadata = find(object, 'metadata');
  return metadata ? withoutManagedFields(body, object, metadata) : [body.subarray(object.from, object.to)];
}

/** The text of a span, without a member of the metadata in it. */
function withoutManagedFields(body: Buffer, { from, to }: Span, { members }: Span): Buffer[] {
  const index = members.findIndex(({ name }) => name === 'managedFields');
  const [before, member, next] = [members[index - 1], members[index], members[index + 1]];
  if (member === undefined) return [body.subarray(from, to)];
  const start = before?.value.to ?? member.from;
  const end = before === undefined && next !== undefined ? next.from : member.value.to;
  return [body.subarray(from, start), body.subarray(end, to)];
}
