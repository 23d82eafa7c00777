-- What was looked for among all sessions is told by the database when it happens, and found by an index.
create index khue_user_disabled on user_entity (realm_id, id) where not enabled;
-- Whichever way Keycloak takes sessions away: their apps are to be told. What another transaction holds is being ended there, and is left to it.
create function khue_sessions_gone() returns trigger language plpgsql as $$
begin
  update khue_app_session set ended_at = now(), next_at = now()
  where (session_id, client) in (
    select a.session_id, a.client from khue_app_session a join gone on gone.user_session_id = a.session_id
    where gone.offline_flag = '0' and a.ended_at is null for update of a skip locked);
  return null;
end
$$;
create trigger khue_sessions_gone after delete on offline_user_session
  referencing old table as gone for each statement execute function khue_sessions_gone();
