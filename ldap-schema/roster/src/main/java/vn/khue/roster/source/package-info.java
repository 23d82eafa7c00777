/** Readers of other systems' files, each into the same rows. Every limit is checked before or while reading, never after. */
package vn.khue.roster.source;
