package dev.visavis.history.api;

/// Example responses for the OpenAPI description.
final class Examples {
  static final String JSON_LINE =
      """
      {"id": "3f6d1b1e-8a55-5f2b-9c3e-0a6f4f0c2d11", "kind": "direct", "call_type": "video", "state": "ended", \
      "created_at": "2026-11-22T10:00:00.123Z", "connected_at": "2026-11-22T10:00:01.623Z", \
      "ended_at": "2026-11-22T10:01:03.623Z", "end_reason": "ended", "direction": "outgoing", \
      "participant_state": "left", "participants_count": 2, "duration_seconds": 62, \
      "other_party": {"id": "8a1f7c52-6b1d-4c58-9d0e-5d1f0c7b2a01", "name": "Bob", "avatar_url": null}}
      """;

  static final String PAGE =
      """
      {"calls": [{"id": "3f6d1b1e-8a55-5f2b-9c3e-0a6f4f0c2d11", "kind": "direct", "call_type": "video", "state": "ended", \
      "created_at": "2026-11-22T10:00:00.123Z", "connected_at": "2026-11-22T10:00:01.623Z", \
      "ended_at": "2026-11-22T10:01:03.623Z", "end_reason": "ended", "direction": "outgoing", \
      "participant_state": "left", "participants_count": 2, "duration_seconds": 62, \
      "other_party": {"id": "8a1f7c52-6b1d-4c58-9d0e-5d1f0c7b2a01", "name": "Bob", "avatar_url": null}}], \
      "pagination": {"limit": 50, "offset": 0, "hasMore": true, "nextCursor": "AQAAAZqrze8jP20bHopVXyucPgpvTwwtEQ"}}
      """;

  static final String CALL =
      """
      {"id": "3f6d1b1e-8a55-5f2b-9c3e-0a6f4f0c2d11", "kind": "direct", "call_type": "video", "state": "ended", \
      "created_at": "2026-11-22T10:00:00.123Z", "connected_at": "2026-11-22T10:00:01.623Z", \
      "ended_at": "2026-11-22T10:01:03.623Z", "end_reason": "ended", "direction": "outgoing", \
      "participant_state": "left", "participants_count": 2, "duration_seconds": 62, \
      "other_party": {"id": "8a1f7c52-6b1d-4c58-9d0e-5d1f0c7b2a01", "name": "Bob", "avatar_url": null}, \
      "initiator_id": "c3d4e5f6-1a2b-4c3d-9e4f-5a6b7c8d9e03", "answered_by": "phone", \
      "participants": [{"userId": "8a1f7c52-6b1d-4c58-9d0e-5d1f0c7b2a01", "name": "Bob", "avatarUrl": null, \
      "deviceId": "phone", "state": "left", "joinedAt": "2026-11-22T10:00:01.623Z", \
      "leftAt": "2026-11-22T10:01:03.623Z"}]}
      """;

  static final String NOT_YOURS =
      """
      {"type": "about:blank", "title": "Not Found", "status": 404, "detail": "You have no such call."}""";

  static final String BAD_FIELD =
      """
      {"type": "about:blank", "title": "Bad Request", "status": 400, \
      "detail": "limit: a whole number from 1 to 100", "field": "limit"}""";

  static final String BAD_INSTANT =
      """
      {"type": "about:blank", "title": "Bad Request", "status": 400, \
      "detail": "upTo: must be an instant like 2026-01-31T12:00:00.000Z", "field": "upTo"}""";

  static final String CSV =
      """
      id,created_at,connected_at,ended_at,duration_seconds,direction,state,participant_state,end_reason,kind,\
      call_type,participants_count,other_party_id,other_party_name
      3f6d1b1e-8a55-5f2b-9c3e-0a6f4f0c2d11,2026-11-22T10:00:00.123Z,2026-11-22T10:00:01.623Z,2026-11-22T10:01:03.623Z,\
      62,outgoing,ended,left,ended,direct,video,2,8a1f7c52-6b1d-4c58-9d0e-5d1f0c7b2a01,Bob
      """;

  private Examples() {}
}
