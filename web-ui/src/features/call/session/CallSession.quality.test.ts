import { expect, test } from 'vitest';
import { CandidateType, EndReason, ErrorCode } from '../../../gen/visavis/v1/common_pb';
import { callEnded, error, message } from '../testing/builders';
import { setUpStage } from '../testing/setUpStage';
import type { Stage } from '../testing/Stage';

let stage: Stage;
setUpStage((fresh) => {
  stage = fresh;
});

/** What the connection has counted so far. */
function counted(packetsReceived: number, packetsLost: number): Map<string, object> {
  const stats = [
    { id: 'a', type: 'inbound-rtp', kind: 'audio', packetsReceived, packetsLost, jitter: 0.0042 },
    { id: 'v', type: 'inbound-rtp', kind: 'video', packetsReceived, framesDecoded: 24, framesDropped: 1 },
    { id: 't', type: 'transport', selectedCandidatePairId: 'p' },
    { id: 'other', type: 'candidate-pair', currentRoundTripTime: 9 },
    {
      id: 'p',
      type: 'candidate-pair',
      currentRoundTripTime: 0.05,
      localCandidateId: 'l',
      remoteCandidateId: 'r',
    },
    { id: 'l', type: 'local-candidate', candidateType: 'host' },
    { id: 'r', type: 'remote-candidate', candidateType: 'relay' },
  ];
  return new Map(stats.map((each) => [each.id, each]));
}

/** Bob sends nothing, so no media is expected. */
const mutedAndUnseen = message({
  callId: 'c1',
  body: { case: 'mediaState', value: { from: 'bob', audio: false, video: false } },
});

const reports = () => stage.sent('quality').map(({ body }) => body.case === 'quality' && body.value);

test('reports every 10 s what was received in the meantime', async () => {
  await stage.talk();
  await stage.receive(mutedAndUnseen);
  stage.connection.stats = counted(100, 3);
  await stage.settle(10_000);
  stage.connection.stats = counted(150, 3);
  await stage.settle(10_000);
  expect(reports()).toMatchObject([
    {
      periodMs: 10_000,
      final: false,
      links: [
        {
          userId: 'bob',
          packetsReceived: 200,
          packetsLost: 3,
          framesDecoded: 24,
          framesDropped: 1,
          jitterMs: 4,
          roundTripMs: 50,
          localCandidate: CandidateType.HOST,
          remoteCandidate: CandidateType.RELAY,
        },
      ],
    },
    { periodMs: 10_000, links: [{ packetsReceived: 100, packetsLost: 0, framesDecoded: 0 }] },
  ]);
});

test('hanging up sends a final report', async () => {
  await stage.talk();
  await stage.settle(4000);
  stage.connection.stats = counted(10, 0);
  stage.session.control.hangUp();
  await stage.settle(30_000);
  expect(reports()).toMatchObject([{ periodMs: 4000, final: true, links: [{ packetsReceived: 20 }] }]);
});

test("the peer's hanging up sends a final report, too", async () => {
  await stage.talk();
  await stage.receive(callEnded('c1', EndReason.ENDED));
  expect(reports()).toMatchObject([{ final: true }]);
});

test('a ringing call sends no reports', async () => {
  await stage.initiateCall();
  await stage.settle(20_000);
  expect(reports()).toEqual([]);
});

test('a refused report does not change the call', async () => {
  await stage.talk();
  await stage.settle(10_000);
  await stage.receive(error(ErrorCode.CALL_NOT_FOUND, 'quality:c1', undefined, 'c1'));
  expect(stage.model.phase.kind).toBe('active');
});
