/** The register of what persons ask for about their data (Law 91/2025/QH15, article 4), with the deadlines of law. */
package vn.khue.audit.app.request;
