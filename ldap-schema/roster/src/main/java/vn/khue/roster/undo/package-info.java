/** Takes a run back: the same journal, the same writer, before and after exchanged. */
package vn.khue.roster.undo;
