/**
 * Every event of Keycloak as an audit event, written in Keycloak's own transaction and carried to the audit service afterwards
 * (decision 8).
 */
package vn.khue.sso.events;
