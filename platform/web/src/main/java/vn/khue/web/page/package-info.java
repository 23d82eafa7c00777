/** The frame of every page: style sheets by content, the bar, the page's own facts. */
package vn.khue.web.page;
