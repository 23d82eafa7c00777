/** Audit events in the transaction of the act, and their delivery. */
package vn.khue.web.event;
