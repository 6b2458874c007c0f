-- The SQL that Hibernate generates for CallHistory.page with a cursor, with readable aliases.
select c.id, c.kind, c.call_type, c.state, c.initiator_id, c.answered_by, c.created_at, c.connected_at, c.ended_at,
  c.end_reason, c.participants_count, me.ordinal, me.state, other.user_id, other.name, other.avatar_url,
  profile.id, profile.name, profile.avatar_url
from call_participants me
join calls c on c.id = me.call_id
left join call_participants other on other.call_id = me.call_id
  and other.ordinal = case when me.ordinal = 0 then 1 else 0 end
left join users profile on profile.id = other.user_id
where me.user_id = ? and me.visible = true and me.hidden_at is null
  and (c.end_reason is null or c.end_reason <> 'glare')
  and (me.created_at, me.call_id) < (?, ?)
order by me.created_at desc, me.call_id desc
fetch first ? rows only
