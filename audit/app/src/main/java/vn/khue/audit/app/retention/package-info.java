/** Keeps the log in days: makes them ahead, drops them after their time and only when nobody needs them, and warns before a disk is full. */
package vn.khue.audit.app.retention;
