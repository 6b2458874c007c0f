package dev.visavis.call.engine;

import dev.visavis.call.codec.OverCalls;
import dev.visavis.call.codec.StoredCalls;
import dev.visavis.call.domain.Call;
import dev.visavis.call.store.StoredCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A call, and how much of the log it has seen.
///
/// @param appliedOffset of the last command applied; -1 before the first
/// @param recentCommands fingerprints of command ids, the latest last
record Entry(Call call, long appliedOffset, List<Long> recentCommands) {
  /// A command is repeated within moments, if at all; in a call that is far less than this.
  static final int MAX_RECENT_COMMANDS = 64;

  /// What ended the call, and what came right behind it.
  private static final int MAX_RECENT_COMMANDS_WHEN_ENDED = 4;

  Entry {
    recentCommands = List.copyOf(recentCommands);
  }

  static Entry none(String callId) {
    return new Entry(Call.none(callId), -1, List.of());
  }

  static Entry of(String callId, StoredCall stored) {
    return new Entry(
        call(callId, stored), stored.getAppliedOffset(), stored.getRecentCommandsList());
  }

  private static Call call(String callId, StoredCall stored) {
    if (stored.hasOver()) {
      return OverCalls.read(callId, stored.getOver());
    }
    return stored.hasState() ? StoredCalls.read(callId, stored.getState()) : Call.none(callId);
  }

  boolean knows(String commandId) {
    return recentCommands.contains(fingerprint(commandId));
  }

  Entry applied(Call after, long offset, String commandId) {
    List<Long> commands = new ArrayList<>(recentCommands);
    commands.add(fingerprint(commandId));
    int most = after.state().isOver() ? MAX_RECENT_COMMANDS_WHEN_ENDED : MAX_RECENT_COMMANDS;
    return new Entry(
        after, offset, commands.subList(Math.max(0, commands.size() - most), commands.size()));
  }

  Entry park(Call after, long offset) {
    return new Entry(after, offset, recentCommands);
  }

  StoredCall toStore() {
    StoredCall.Builder stored =
        StoredCall.newBuilder()
            .setAppliedOffset(appliedOffset)
            .addAllRecentCommands(recentCommands);
    return call.state().isOver()
        ? stored.setOver(OverCalls.write(call)).setState(OverCalls.stub(call)).build()
        : stored.setState(StoredCalls.write(call)).build();
  }

  /// FNV-1a, 64 bits.
  private static long fingerprint(String commandId) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : commandId.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
