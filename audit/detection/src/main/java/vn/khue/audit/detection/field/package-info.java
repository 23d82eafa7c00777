/** Our events as rules see them: one table of fields, and what may stand in them. */
package vn.khue.audit.detection.field;
