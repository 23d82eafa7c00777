/** Moments as people in Viet Nam read them. */
package vn.khue.web.time;
