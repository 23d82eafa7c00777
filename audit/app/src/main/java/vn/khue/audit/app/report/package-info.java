/** Reports about months and years: numbers without persons, as PDF under the seal of the signing service. */
package vn.khue.audit.app.report;
