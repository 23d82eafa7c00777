/** Triage: the queue of alerts, what officers decide about each, and the clocks of law that run. */
package vn.khue.audit.app.triage;
