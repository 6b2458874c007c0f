import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { SignalingMessage } from '../../../gen/visavis/v1/signaling_pb';
import type { ServerConnection } from '../../../lib/signaling/SignalingSocket';
import type { LocalMediaSender } from '../media/LocalMediaSender';
import type { FarEndStats } from '../media/health/QualityLog';
import { readReception } from '../media/reception';
import { QualityReports } from '../media/QualityReports';
import { goodbye, movedToSfu, sync } from '../model/messages';
import type { CallModel } from '../model/model';
import { INITIAL_MODEL } from '../model/model';
import { SFU } from '../model/peers';
import type { CallAction } from '../model/reduce';
import { reduce } from '../model/reduce';
import type { BrowserApi } from './browserApi';
import type { CallContext } from './CallContext';
import { CallControl } from './CallControl';
import { CallMedia } from './CallMedia';
import { ConnectionMonitor } from './ConnectionMonitor';
import { EndedCalls } from './EndedCalls';
import { GroupMedia } from '../group/GroupMedia';
import { HandOffCommands } from './HandOffCommands';
import { MessageHandler } from './MessageHandler';
import { Negotiation } from './Negotiation';
import { SignalingClient } from './SignalingClient';
import { ViewRequests } from '../group/ViewRequests';

/** The calls of one device. It alone owns the socket, the peer connections and the camera; its store holds the model. */
export class CallSession {
  readonly signaling: SignalingClient;
  readonly control: CallControl;
  readonly localMedia: LocalMediaSender;
  readonly handOffCommands: HandOffCommands;
  /** The screen says here what it shows. */
  readonly view: ViewRequests;
  readonly deviceId: string;
  readonly #media: CallMedia;
  readonly #group: GroupMedia;
  readonly #messages: MessageHandler;
  /** Changes only through `reduce`. */
  readonly store: StoreApi<CallModel> = createStore(() => INITIAL_MODEL);

  /** `onOtherMessage` takes the server's messages that do not concern a call. */
  constructor(browser: BrowserApi, onOtherMessage: (message: SignalingMessage) => void) {
    this.deviceId = browser.device.deviceId;
    this.signaling = new SignalingClient({
      browser,
      onServerConnection: this.#onServerConnection,
      onMessage: (message) => {
        this.#messages.handle(message);
      },
    });
    const { socket } = this.signaling;
    const context: CallContext = { browser, socket, model: this.store.getState, dispatch: this.#dispatch };
    const media = new CallMedia(context);
    this.view = new ViewRequests(() => {
      this.#group.mediaChanged();
    });
    const negotiation = new Negotiation({ ...context, links: media.links, sfu: media.sfu });
    const group = this.#createGroup(context, media);
    const endedCalls = new EndedCalls(socket);
    this.control = new CallControl({ ...context, media, negotiation, endedCalls });
    this.handOffCommands = new HandOffCommands({ ...context, negotiation, localMedia: media.local });
    const quality = new QualityReports({
      links: media,
      socket,
      now: browser.now,
      onMeasured: (farEnd, connection, report) => {
        const { phase } = this.store.getState();
        if (phase.kind !== 'active' || !phase.isGroup || farEnd === SFU) return; // the monitor watches a call of two
        media.weakLinks.direct(farEnd, connection, readReception(report));
      },
    });
    const monitor = this.#createMonitor(context, media);
    this.#messages = new MessageHandler({
      ...context,
      control: this.control,
      media,
      negotiation,
      group,
      endedCalls,
      monitor,
      onOtherMessage,
    });
    this.#media = media;
    this.#group = group;
    this.localMedia = media.local;
    this.store.subscribe(({ phase }) => {
      for (const part of [quality, monitor, media.weakLinks, this.signaling, this.#messages])
        part.update(phase);
      group.update();
    });
  }

  /** The page no longer shows this user: ends the call here. Ringing calls keep ringing on the user's other devices. */
  close(): void {
    if (this.store.getState().phase.kind !== 'incoming') this.control.hangUp();
    this.signaling.stop();
    this.control.release();
  }

  /** The page is being closed or reloaded: tells the peer, so that it does not have to wait for the timeout. */
  pageHidden(): void {
    const { phase, serverConnection } = this.store.getState();
    if (phase.kind !== 'active' || phase.isGroup || serverConnection.kind !== 'registered') return;
    for (const [userId, { state }] of phase.peers)
      if (state === 'joined') this.signaling.socket.send(goodbye(phase.callId, userId));
  }

  /** The user sees this stream of the peer. */
  readonly streamShown = (stream: MediaStream): void => {
    this.#media.links.streamShown(stream);
  };

  /** What the browser counts on all connections of the call, read now. */
  readonly statsSources = (): readonly FarEndStats[] => this.#media.statsSources();

  readonly dismissNotice = (): void => {
    this.#dispatch({ type: 'notice', notice: null });
  };

  /** Moves the connection, and with it the call, from another tab of this device to this one. */
  useThisTab(): void {
    this.dismissNotice();
    this.signaling.useThisTab();
  }

  #createGroup({ browser, socket, model, dispatch }: CallContext, media: CallMedia): GroupMedia {
    const group: GroupMedia = new GroupMedia({
      me: browser.device.userId,
      links: media.links,
      sfu: media.sfu,
      view: this.view,
      model,
      onRemote: (remote) => {
        dispatch({ type: 'remote', remote });
      },
      onSpeakers: (userIds) => {
        dispatch({ type: 'speakers', userIds });
      },
      tellMoved: (callId, peer) => {
        socket.send(movedToSfu(callId, peer));
      },
      now: browser.now,
    });
    media.onSfuChange = () => {
      group.mediaChanged();
    };
    return group;
  }

  #createMonitor(
    { browser, socket, model, dispatch }: CallContext,
    { links, weakLinks }: CallMedia,
  ): ConnectionMonitor {
    return new ConnectionMonitor({
      model,
      links,
      now: browser.now,
      isVisible: browser.isVisible,
      onSample: (peer, connection, stats) => {
        weakLinks.direct(peer, connection, stats);
      },
      onProblem: (problem) => {
        dispatch({ type: 'problem', problem });
      },
      onAbandon: (reason) => {
        this.control.abandon(reason);
      },
      sync: (callId) => {
        socket.command(sync(callId));
      },
      onDeadSocket: () => {
        socket.networkLost();
      },
    });
  }

  readonly #onServerConnection = (serverConnection: ServerConnection): void => {
    this.#dispatch({ type: 'serverConnection', serverConnection });
    if (serverConnection.kind === 'refused') this.control.release();
  };

  readonly #dispatch = (action: CallAction): void => {
    this.store.setState(reduce(this.store.getState(), action), true);
  };
}
