package vn.khue.sso.help;

/**
 * What Keycloak knows of a person's account.
 *
 * @param userId Keycloak's own id
 * @param password whether there is one
 * @param sessions how many are open
 */
record Account(String userId, boolean password, int sessions) {}
