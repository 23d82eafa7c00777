/** Controls of catalogues, what shows that they live, what lacks, and what officers sign about them. */
package vn.khue.audit.app.compliance;
