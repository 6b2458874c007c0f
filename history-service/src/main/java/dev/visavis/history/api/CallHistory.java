package dev.visavis.history.api;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Reads calls as one participant sees them. Calls that the user does not take part in, has hidden
/// or must not know of are left out.
@ApplicationScoped
class CallHistory implements PanacheRepositoryBase<CallParticipant, CallParticipant.Key> {
  private static final String SELECT =
      """
      select c.id, c.kind, c.callType, c.state, c.initiatorId, c.answeredBy, c.createdAt,
        c.connectedAt, c.endedAt, c.endReason, c.participantsCount, me.ordinal, me.state,
        other.id.userId, other.name, other.avatarUrl, profile.id, profile.name, profile.avatarUrl
      from CallParticipant me
      join Call c on c.id = me.id.callId
      left join CallParticipant other on other.id.callId = me.id.callId
        and other.ordinal = case when me.ordinal = 0 then 1 else 0 end
      left join User profile on profile.id = other.id.userId
      where me.id.userId = :me and me.visible = true and me.hiddenAt is null
      """;

  private static final String PARTICIPANTS =
      """
      select p.id.userId, p.name, p.avatarUrl, p.state, p.deviceId, p.joinedAt, p.leftAt,
        profile.id, profile.name, profile.avatarUrl
      from CallParticipant p
      left join User profile on profile.id = p.id.userId
      where p.id.callId = :call
      order by p.ordinal
      """;

  /// Returns the rows of the page, and one more row if there is a next page.
  Uni<List<CallRow>> page(UUID me, HistoryRequest request) {
    // If two users called each other, show only the call that continued.
    StringBuilder query =
        new StringBuilder(SELECT).append(" and (c.endReason is null or c.endReason <> 'glare')");
    Map<String, Object> values = new HashMap<>(Map.of("me", me));
    if (request.cursor() != null) {
      query.append(" and (me.createdAt, me.id.callId) < (:cursorAt, :cursorId)");
      values.put("cursorAt", request.cursor().createdAt());
      values.put("cursorId", request.cursor().callId());
    }
    if (request.from() != null) {
      query.append(" and me.createdAt >= :from");
      values.put("from", request.from());
    }
    if (request.to() != null) {
      query.append(" and me.createdAt < :to");
      values.put("to", request.to());
    }
    if (request.state() != null) {
      query.append(" and c.state = :state");
      values.put("state", request.state());
    }
    if (request.missed()) {
      query.append(" and me.state = 'missed'");
    }
    if (request.direction() != null) {
      query.append(request.direction() == Direction.OUTGOING ? " and me.ordinal = 0" : "");
      query.append(request.direction() == Direction.INCOMING ? " and me.ordinal > 0" : "");
    }
    if (request.with() != null) {
      query.append(
          " and exists (select 1 from CallParticipant w"
              + " where w.id.callId = me.id.callId and w.id.userId = :with)");
      values.put("with", request.with());
    }
    query.append(" order by me.createdAt desc, me.id.callId desc");
    return find(query.toString(), values)
        .project(CallRow.class)
        .range(request.offset(), request.offset() + request.limit())
        .list();
  }

  /// Empty if the user has no such call.
  Uni<List<CallRow>> call(UUID me, UUID callId) {
    return find(SELECT + " and me.id.callId = :call", Map.of("me", me, "call", callId))
        .project(CallRow.class)
        .list();
  }

  Uni<List<ParticipantRow>> participants(UUID callId) {
    return find(PARTICIPANTS, Map.of("call", callId)).project(ParticipantRow.class).list();
  }
}
