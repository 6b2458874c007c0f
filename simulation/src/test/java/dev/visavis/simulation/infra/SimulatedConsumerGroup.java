package dev.visavis.simulation.infra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A consumer group. Each partition has one owner according to the coordinator. A member without
/// heartbeats for the session timeout loses its partitions, and notices it later.
public final class SimulatedConsumerGroup {
  static final long SESSION_MS = 6_000;
  private static final long LOOK_MS = 500;

  /// A process as the coordinator sees it.
  public interface Member {
    /// Whether the coordinator receives its heartbeats.
    boolean isAlive();

    /// The member owns the partition and reads it from offset `from`.
    void assigned(int partition, int from);

    /// The member commits its progress in the partition and gives it back.
    void revoked(int partition);
  }

  private final VirtualClock clock;
  private final SeededRandom random;
  private final int[] committed;
  private final List<Member> members = new ArrayList<>();
  private final Map<Integer, Member> owners = new HashMap<>();
  private final Map<Member, Long> silentSince = new HashMap<>();

  public SimulatedConsumerGroup(VirtualClock clock, SeededRandom random, int partitions) {
    this.clock = clock;
    this.random = random;
    this.committed = new int[partitions];
    clock.every(LOOK_MS, this::checkLeases);
  }

  public void join(Member member) {
    members.add(member);
    assign();
  }

  private void checkLeases() {
    boolean left = false;
    for (Member member : List.copyOf(members)) {
      if (member.isAlive()) {
        silentSince.remove(member);
      } else if (clock.nowMs() - silentSince.computeIfAbsent(member, m -> clock.nowMs())
          >= SESSION_MS) {
        left |= members.remove(member);
        owners.values().removeIf(owner -> owner == member);
        silentSince.remove(member);
      }
    }
    if (left) {
      assign();
    }
  }

  /// Gives each partition without an owner to a member.
  private void assign() {
    if (members.isEmpty()) {
      return;
    }
    for (int partition = 0; partition < committed.length; partition++) {
      if (!owners.containsKey(partition)) {
        assignTo(partition, random.oneOf(members));
      }
    }
  }

  private void assignTo(int partition, Member member) {
    owners.put(partition, member);
    clock.after(
        random.between(5, 200),
        () -> {
          if (owns(member, partition)) {
            member.assigned(partition, committed[partition]);
          }
        });
  }

  /// Moves a partition in an orderly way, as when a member joins.
  public void rebalance() {
    int partition = random.between(0, committed.length - 1);
    Member owner = owners.get(partition);
    if (owner != null && owner.isAlive() && !members.isEmpty()) {
      owner.revoked(partition);
      assignTo(partition, random.oneOf(members));
    }
  }

  boolean owns(Member member, int partition) {
    return owners.get(partition) == member;
  }

  public boolean hasMember(Member member) {
    return members.contains(member);
  }

  /// Returns false if another member owns the partition.
  public boolean commit(Member member, int partition, int next) {
    if (!owns(member, partition)) {
      return false;
    }
    committed[partition] = Math.max(committed[partition], next);
    return true;
  }

  @Nullable Member owner(int partition) {
    return owners.get(partition);
  }
}
