/** Rounds in which accounts and rights of officers and administrators are reviewed (research R4.5 to R4.7). */
package vn.khue.audit.app.review;
