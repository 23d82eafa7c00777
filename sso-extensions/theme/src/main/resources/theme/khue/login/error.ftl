<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=true; section>
<#if section = "header">${msg("khueErrorTitle")}<#elseif section = "form">
<#if !skipLink?? && (client.baseUrl)?has_content><p><a class="btn go fill" id="backToApplication" href="${client.baseUrl}">${msg("khueBackToApp")}</a></p></#if>
<#if traceId??><p class="hint" id="traceId">${msg("traceIdSupportMessage", traceId)}</p></#if>
</#if>
</@layout.registrationLayout>
