-- Keycloak's administration looks for a login name by its lower case, in whatever case it was typed; its own index is on the name as it is.
create index khue_user_login_name on user_entity (realm_id, lower(username));
