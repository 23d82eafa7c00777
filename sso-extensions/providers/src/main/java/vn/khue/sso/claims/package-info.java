/**
 * Khuê's claims about a person, from one indexed search in the directory.
 *
 * <p>If the directory does not answer, the token carries the person's name and no right at all, and the log says why: login goes
 * on, and no app can take an old right for a present one.
 */
package vn.khue.sso.claims;
