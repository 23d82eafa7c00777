/** Cases: alerts that officers work on as one, with the clocks of law, and what was decided about them. */
package vn.khue.audit.app.casefile;
