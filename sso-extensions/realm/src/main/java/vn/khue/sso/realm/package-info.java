/**
 * The realm as code: one JSON file per concern, and the applier that makes a running Keycloak equal to them.
 *
 * <p>Every concern reads what is there, compares it with what is wanted, and changes only what differs; so a second run changes
 * nothing and a dry run is a drift report. Speaks Keycloak's admin REST API over HTTP; no class of Keycloak is used.
 */
package vn.khue.sso.realm;
