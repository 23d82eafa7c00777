<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
<#if section = "header"><#if messageHeader??>${kcSanitize(msg("${messageHeader}"))?no_esc}<#else>${message.summary}</#if><#elseif section = "form">
<#if messageHeader?? || requiredActions??><p>${message.summary}<#if requiredActions??><#list requiredActions>: <b><#items as action>${msg("requiredAction.${action}")}<#sep>, </#sep></#items></b></#list></#if></p></#if>
<#if !skipLink??>
<#if pageRedirectUri?has_content><p><a class="btn go fill" href="${pageRedirectUri}">${msg("khueBackToApp")}</a></p>
<#elseif actionUri?has_content><p><a class="btn go fill" href="${actionUri}">${msg("khueContinue")}</a></p>
<#elseif (client.baseUrl)?has_content><p><a class="btn go fill" href="${client.baseUrl}">${msg("khueBackToApp")}</a></p></#if>
</#if>
</#if>
</@layout.registrationLayout>
