/** What is printed: pages of A4 as PDF, and their words. */
package vn.khue.audit.app.paper;
