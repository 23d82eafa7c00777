/** The language of an answer: Vietnamese by default, English complete. */
package vn.khue.web.language;
