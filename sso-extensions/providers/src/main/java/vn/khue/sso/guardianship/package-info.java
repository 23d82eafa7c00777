/**
 * Guardians: how old a child is by the policy, what a guardian may do for it today, and the short token with which the guardian does
 * it (RFC 8693).
 */
package vn.khue.sso.guardianship;
