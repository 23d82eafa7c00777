/**
 * Who guesses passwords waits, and nobody else: wrong tries are counted for each person and source (TCVN 14423:2026, 5 tries; policy
 * R4.11, R4.30).
 */
package vn.khue.sso.lockout;
