/** The register of incidents and breaches of personal data: cases that law wants a report of, with their clocks and what was done. */
package vn.khue.audit.app.incident;
