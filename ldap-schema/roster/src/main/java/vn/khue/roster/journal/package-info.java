/** What was planned and done, in PostgreSQL: runs, changes with before and after, findings, and who answered for what. */
package vn.khue.roster.journal;
