/** Charts: counts over time, by school and by source, drawn by the server as SVG beside the same numbers as a table. */
package vn.khue.audit.app.chart;
