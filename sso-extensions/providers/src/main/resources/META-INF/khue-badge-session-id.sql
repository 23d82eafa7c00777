-- Ended by its own id. Rows from before have none: Keycloak's own limits end those sessions.
alter table khue_badge_session add column session_id varchar(36) default '' not null;
