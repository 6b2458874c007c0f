import type { DescField, JsonObject, JsonValue } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';

import type { SignalingMessage } from '../../gen/visavis/v1/signaling_pb';
import { SignalingMessageSchema } from '../../gen/visavis/v1/signaling_pb';
import { isPayloadRequired } from './mappings';
import { InvalidMessageError } from './InvalidMessageError';
import { isObject, readMessage, readString } from './read';
import { writeMessage } from './write';

type BodyField = DescField & { fieldKind: 'message' };

/** The fields of `body`, by the `type` of the envelope and by the `case` of the generated type. */
const bodies = SignalingMessageSchema.fields.filter(
  (field): field is BodyField => field.fieldKind === 'message' && field.oneof?.name === 'body',
);
const byType = new Map(bodies.map((field) => [field.name, field]));
const byCase = new Map(bodies.map((field) => [field.localName, field]));

/** The text of one frame. */
export function encode(message: SignalingMessage): string {
  const body = byCase.get(message.body.case ?? '');
  if (!body) {
    throw new Error('a message without a body has no JSON form');
  }
  return JSON.stringify({
    type: body.name,
    callId: message.callId,
    payload: writeMessage(body.message, message.body.value),
    idempotencyKey: message.idempotencyKey,
    requestId: message.requestId,
    id: message.id,
  });
}

/** Reads the text of one frame. Throws InvalidMessageError, and nothing else, if it is not a valid message. */
export function decode(text: string): SignalingMessage {
  const envelope = parse(text);
  const type = readOptional(envelope, 'type');
  if (type === undefined) {
    throw new InvalidMessageError('type', 'is required');
  }
  const body = byType.get(type);
  if (!body) {
    throw new InvalidMessageError('type', 'is not a type of message that this version knows');
  }
  return create(SignalingMessageSchema, {
    callId: readOptional(envelope, 'callId'),
    idempotencyKey: readOptional(envelope, 'idempotencyKey'),
    requestId: readOptional(envelope, 'requestId'),
    id: readOptional(envelope, 'id'),
    body: {
      case: body.localName,
      value: readPayload(body, envelope['payload'] ?? null),
    } as SignalingMessage['body'],
  });
}

function parse(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidMessageError('', 'is not valid JSON');
  }
  if (!isObject(value)) {
    throw new InvalidMessageError('', 'must be a JSON object');
  }
  return value;
}

function readOptional(envelope: JsonObject, name: string): string | undefined {
  const value = envelope[name] ?? null;
  return value === null ? undefined : readString(value, name);
}

function readPayload(body: BodyField, payload: JsonValue): unknown {
  if (payload === null) {
    if (isPayloadRequired(body.message)) {
      throw new InvalidMessageError('payload', 'is required');
    }
    return create(body.message);
  }
  return readMessage(body.message, payload, 'payload');
}
