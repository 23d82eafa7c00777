<#import "template.ftl" as layout>
<#-- A flow that finds no way to go on, as step-up without a second factor, ends here with the words for a wrong password. -->
<#assign noWay = message?has_content && message.summary == msg("invalidUserMessage")>
<@layout.registrationLayout displayMessage=!noWay; section>
<#if section = "header">${msg("khueErrorTitle")}<#elseif section = "form">
<#if noWay><div class="note bad" role="alert" tabindex="-1" autofocus><@layout.sign "error"/><p>${msg("credentialSetupRequired")}</p></div></#if>
<#if !skipLink?? && (client.baseUrl)?has_content>
<#if noWay><p><a class="btn go fill" id="first-factor" href="${client.baseUrl?remove_ending("/")}/sign-in-security#first">${msg("khueFirstFactor")}</a></p></#if>
<p><a class="btn <#if noWay>bare<#else>go</#if> fill" id="backToApplication" href="${client.baseUrl}">${msg("khueBackToApp")}</a></p>
</#if>
<#if traceId??><p class="hint" id="traceId">${msg("traceIdSupportMessage", traceId)}</p></#if>
</#if>
</@layout.registrationLayout>
