/** Finds whom each row is about. The rules stand in {@code match.sql}; what is not clear is held back, never guessed. */
package vn.khue.roster.match;
