/**
 * What happened, said once and never lost: the audit event (OCSF 1.8), the outbox that is written in the transaction of
 * the act, and the sender that carries it to the audit service. Used by Keycloak providers and by the apps, so it knows
 * neither Spring nor Keycloak.
 */
package vn.khue.audit.event;
