import type { SignalingSocket } from '../../../lib/signaling/SignalingSocket';
import type { CallModel } from '../model/model';
import type { CallAction } from '../model/reduce';
import type { BrowserApi } from './browserApi';

/** What all parts of a call session share. */
export interface CallContext {
  readonly browser: BrowserApi;
  readonly socket: SignalingSocket;
  readonly model: () => CallModel;
  readonly dispatch: (action: CallAction) => void;
}
