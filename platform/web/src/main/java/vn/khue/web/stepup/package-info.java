/** Fresh authentication bound to what is about to be done. */
package vn.khue.web.stepup;
