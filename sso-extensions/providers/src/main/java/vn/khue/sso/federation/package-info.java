/** The way from Keycloak to the directory: people, never passwords (decision 3). */
package vn.khue.sso.federation;
