/** The {@code sub} claim: another one for each app, from the Khuê id. */
package vn.khue.sso.subject;
