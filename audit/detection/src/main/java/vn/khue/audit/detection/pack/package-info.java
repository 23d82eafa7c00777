/** The rules that come with Khuê, the fields they may name, and the numbers a site's profile sets. */
package vn.khue.audit.detection.pack;
