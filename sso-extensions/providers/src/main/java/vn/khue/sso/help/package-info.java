/** Help with signing in, for the school console: lists, slips, locks and sessions. Badges have their own calls in {@code badge}. */
package vn.khue.sso.help;
