/**
 * Tests of everything that runs in Keycloak, against one embedded server: real PostgreSQL, our embedded directory, an intake that the
 * test holds, and the realm as the applier makes it.
 */
package vn.khue.sso.gate;
