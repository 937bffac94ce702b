-- Fills claims and inserts exhibits. The same file runs under Quarto (at pre-ast, before Quarto
-- gives tables, figures and callouts a meaning of its own) and under plain Pandoc.
--
-- It reads, from the stage folder: statistics.json, exhibits.json, exhibits/*, quantifiers.json,
-- excerpts.json, study.json, and what is there of provenance.json, which provenance.lua lays out.

local under_quarto = quarto ~= nil and quarto.doc ~= nil
local problems = {}

local function stage_folder()
  local given = os.getenv("CORRIGENDA_STAGE")
  if given and given ~= "" then return given end
  if under_quarto and quarto.doc.input_file then
    return pandoc.path.directory(quarto.doc.input_file)
  end
  return "."
end

local stage = stage_folder()

local function found(name)
  local file = io.open(pandoc.path.join({ stage, name }), "rb")
  if not file then return nil end
  local content = file:read("a")
  file:close()
  return content
end

local function read(name)
  return found(name) or error("\ncorrigenda: the stage folder has no file " .. name)
end

local function read_json(name) return pandoc.json.decode(read(name), false) end

local statistics = read_json("statistics.json")
local exhibits = read_json("exhibits.json")
local quantifiers = read_json("quantifiers.json")
local excerpts = read_json("excerpts.json")
local study = read_json("study.json")
local provenance = pandoc.json.decode(found("provenance.json") or "{}", false)
local noticed = type(study.notice) == "string" and study.notice ~= ""

-- Quarto may name a format by its base or by a variant, Pandoc by the name that was asked for.
local function writes(format)
  if under_quarto and quarto.doc.is_format then return quarto.doc.is_format(format) end
  return FORMAT:match("^" .. format) ~= nil
end

local html, typst = writes("html"), writes("typst")

local function problem(text) problems[#problems + 1] = text end

local function escape_html(text)
  local entities = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }
  return (text:gsub('[&<>"]', entities))
end

local function typst_string(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("%s+", " ") .. '"'
end

-- The quotation marks of the page; what is quoted is data, and nothing in it is markup.
local function curled(text)
  text = (" " .. text):gsub('([%s%(%[])"', "%1“"):gsub('"', "”")
  text = text:gsub("([%s%(%[])'", "%1‘"):gsub("“'", "“‘"):gsub("'", "’")
  return pandoc.Inlines(text:sub(2))
end

-- Claims ------------------------------------------------------------------------------------

-- The reader sees 1,234 and 32.5; statistics.json holds 1234.0 and "65/2".
local function grouped(digits)
  return (digits:reverse():gsub("(%d%d%d)", "%1,"):reverse():gsub("^,", ""))
end

local function with_places(number, places)
  local digits = string.format("%0" .. places + 1 .. "d", number)
  local whole, rest = digits:sub(1, #digits - places), digits:sub(#digits - places + 1)
  return grouped(whole) .. (rest ~= "" and "." .. rest or "")
end

-- A fraction as a decimal: all of it where four places are enough, otherwise two.
local function decimal(fraction)
  local sign, top, bottom = fraction:match("^(%-?)(%d+)/?(%d*)$")
  if not top then return fraction end
  local over, under = tonumber(top), tonumber(bottom) or 1
  local scale = 1
  for places = 0, 4 do
    if over * scale % under == 0 then
      return sign .. with_places(over * scale // under, places)
    end
    scale = scale * 10
  end
  return sign .. with_places((200 * over + under) // (2 * under), 2)
end

-- JSON null arrives as a value that is neither number nor text.
local function number(value)
  return type(value) == "number" and string.format("%d", value) or nil
end

local function says(statistic)
  if statistic.value then return decimal(statistic.value) end
  local percent = statistic.percent
  local share = type(percent) == "string" and " (" .. decimal(percent) .. "%)" or ""
  return grouped(number(statistic.n)) .. " of " .. grouped(number(statistic.base)) .. share
end

local function claim_attributes(name, statistic)
  local attributes = { { "data-of", name } }
  for _, key in ipairs({ "n", "base" }) do
    local value = number(statistic[key])
    if value then attributes[#attributes + 1] = { "data-" .. key, value } end
  end
  -- The page's script shows this title in its own way; without it the browser shows it.
  attributes[#attributes + 1] = { "title", name .. " · " .. says(statistic) }
  return attributes
end

-- What else a span says stays: [20%]{of="…" lang="fr"}.
local function dressed(words, classes, attributes)
  if #classes == 0 and #attributes == 0 then return words end
  return pandoc.Span(words, pandoc.Attr("", classes, attributes))
end

local own_classes = { fixed = true, discreet = true }

local function others(span)
  local classes = span.classes:filter(function(class) return not own_classes[class] end)
  local attributes = pandoc.List({})
  for key, value in pairs(span.attributes) do
    if key ~= "of" and key ~= "as" then attributes:insert({ key, value }) end
  end
  return classes, attributes
end

-- The build has compared the words of a claim with its statistic; they are the author's.
local function claim(span)
  local name, form = span.attributes.of, span.attributes["as"]
  local statistic = statistics[name]
  if not statistic then
    problem('no statistic is called "' .. name .. '".')
    return nil
  end
  local text = statistic.text
  if form then text = (statistic.forms or {})[form] end
  if not text then
    problem('"' .. name .. '" has no form "' .. form .. '".')
    return nil
  end
  local words = #span.content > 0 and span.content or pandoc.Inlines(text)
  if html and not span.classes:includes("discreet") then
    local told = pandoc.Attr("", { "claim" }, claim_attributes(name, statistic))
    words = pandoc.Inlines({ pandoc.Span(words, told) })
  end
  return dressed(words, others(span))
end

local function fill(span)
  if span.attributes.of then return claim(span) end
  if span.classes:includes("fixed") then return dressed(span.content, others(span)) end
end

-- Markdown of exhibits.json may hold claims, but nothing that only one format shows.
local prose = "markdown-raw_html-raw_tex-raw_attribute-tex_math_dollars-citations"

local function blocks_of(markdown)
  return pandoc.read(markdown, prose).blocks:walk({ Span = fill })
end

local function plain_text(markdown) return pandoc.utils.stringify(blocks_of(markdown)) end

-- Exhibits ----------------------------------------------------------------------------------

-- Percent-encoding keeps an SVG readable and a third smaller than base64 would make it.
local function svg_address(svg)
  local encoded = svg:gsub('[%%#"<>&\'\r\n\t]', function(character)
    return string.format("%%%02X", character:byte())
  end)
  return "data:image/svg+xml;charset=utf-8," .. encoded
end

local function svg_size(svg)
  local head = svg:match("<svg[^>]*>") or ""
  local width, height = head:match('viewBox="%S+ %S+ (%S+) (%S+)"')
  if not width then return "" end
  return string.format(' width="%.0f" height="%.0f"', tonumber(width) or 0, tonumber(height) or 0)
end

-- In Typst a blank line ends a paragraph, and Pandoc leaves none between raw blocks.
local function raw(text)
  return html and pandoc.RawBlock("html", text) or pandoc.RawBlock("typst", text .. "\n\n")
end

local function image(file, alt)
  if html then
    local svg = read(file)
    return raw('<img class="exhibit-image"' .. svg_size(svg) .. ' alt="' .. escape_html(alt)
      .. '" src="' .. svg_address(svg) .. '">')
  end
  return raw("#image(" .. typst_string(file) .. ", width: 100%, alt: " .. typst_string(alt) .. ")")
end

local function figure(id, exhibit)
  return image("exhibits/" .. id .. ".svg", plain_text(exhibit.alt))
end

-- Quarto would take the table apart and put it together in its own way.
local function html_table(text)
  local attributes = { { "html-table-processing", "none" } }
  return pandoc.Div({ raw(text) },
    pandoc.Attr("", { "exhibit-table" }, under_quarto and attributes or {}))
end

local function tabular(id)
  if typst then return raw(read("exhibits/" .. id .. ".typ")) end
  return html_table(read("exhibits/" .. id .. ".html"))
end

local function source_note(markdown)
  local blocks = blocks_of(markdown)
  if html then return { pandoc.Div(blocks, pandoc.Attr("", { "exhibit-source" })) } end
  local opening = "#block(width: 100%, above: 0.8em)[#set align(left); #set par(justify: false); "
    .. '#set text(font: "Source Sans Pro", size: 0.8em, fill: luma(85), hyphenate: false)'
  blocks:insert(1, raw(opening))
  blocks:insert(raw("]"))
  return blocks
end

-- Provenance --------------------------------------------------------------------------------

local captions = {} -- of the exhibits that this format shows, to which something may refer
local lay_out = dofile(pandoc.path.join({ stage, "_extensions/corrigenda/provenance.lua" }))
local origins = lay_out({
  html = html, raw = raw, found = found, image = image, escape = escape_html,
  typst_string = typst_string, curled = curled, problem = problem, captions = captions,
}, provenance)

local function holds(div)
  local when, unless = div.attributes["when-format"], div.attributes["unless-format"]
  local met = (not when or writes(when)) and not (unless and writes(unless))
  if div.classes:includes("content-hidden") then return not met end
  return met or not div.classes:includes("content-visible")
end

local function note_captions(div)
  if div.classes:includes("exhibit") then
    local last = div.content[#div.content]
    captions[div.identifier] = last and last.content
  elseif not holds(div) then
    div:walk({ Div = function(inner) captions[inner.identifier] = nil end })
  end
end

-- An exhibit is left as the div that both engines number: its content, then its caption.
local function exhibited(div, content)
  local caption = div.content[#div.content]
  if not caption or (caption.t ~= "Para" and caption.t ~= "Plain") then
    problem('the exhibit "' .. div.identifier .. '" has no caption.')
    return nil
  end
  content:insert(pandoc.Para(caption.content))
  return pandoc.Div(content, pandoc.Attr(div.identifier, { "exhibit" }))
end

local function exhibit(div)
  local id = div.identifier
  local declared = exhibits[id]
  if not declared then
    problem('no exhibit is called "' .. id .. '".')
    return nil
  end
  local content = pandoc.List({ declared.kind == "figure" and figure(id, declared) or tabular(id) })
  if declared.source ~= "" then content:extend(source_note(declared.source)) end
  content:extend(origins.below(id, captions[id] or {}))
  return exhibited(div, content)
end

-- The table of phrases -----------------------------------------------------------------------

local function html_phrases(id)
  local lines = pandoc.List({
    '<div id="' .. escape_html(id) .. '-table"><table class="gt_table gt_phrases" '
      .. 'data-quarto-disable-processing="true" data-quarto-bootstrap="false">',
    '<thead><tr class="gt_col_headings"><th scope="col" class="gt_left">Phrase</th>'
      .. '<th scope="col" class="gt_right">Share of the base</th></tr></thead><tbody>',
  })
  for _, entry in ipairs(quantifiers) do
    local also = table.concat(entry.also, ", ")
    if also ~= "" then also = ', <span class="gt_aside">' .. escape_html(also) .. "</span>" end
    lines:insert('<tr><th scope="row" class="gt_row gt_left">' .. escape_html(entry.phrase) .. also
      .. '</th><td class="gt_row gt_right">' .. escape_html(entry.interval) .. "</td></tr>")
  end
  lines:insert("</tbody></table></div>")
  return html_table(table.concat(lines, "\n"))
end

local function typst_phrases()
  local lines = pandoc.List({
    "#table(columns: (1fr, 32%), align: (left + top, right + top), stroke: none,",
    "  inset: (x: 0pt, y: 3.2pt),",
    '  table.header(table.hline(stroke: 0.9pt), strong("Phrase"), strong("Share of the base"),',
    "    table.hline(stroke: 0.5pt)),",
  })
  for _, entry in ipairs(quantifiers) do
    local also = table.concat(entry.also, ", ")
    local aside = also ~= "" and " + text(size: 0.9em, fill: luma(85), "
      .. typst_string(", " .. also) .. ")" or ""
    lines:insert("  table.cell(breakable: false, " .. typst_string(entry.phrase) .. aside .. "), "
      .. typst_string(entry.interval) .. ",")
  end
  lines:insert("  table.hline(stroke: 0.9pt))")
  return raw(table.concat(lines, "\n"))
end

local function phrases(div)
  if #quantifiers == 0 then problem("the study has no table of phrases.") end
  return exhibited(div, pandoc.List({ html and html_phrases(div.identifier) or typst_phrases() }))
end

-- Excerpts -----------------------------------------------------------------------------------

local function quotation(excerpt)
  local passage = pandoc.Para(curled(excerpt.text))
  local mark = pandoc.Inlines(excerpt.illustrative and "Illustrative excerpt" or "Excerpt")
  local speaker = curled(excerpt.speaker)
  if html then
    local line = pandoc.Plain({
      pandoc.RawInline("html", "<figcaption>"),
      pandoc.Span(mark, pandoc.Attr("", { "excerpt-mark" })), pandoc.Space(),
      pandoc.Span(speaker, pandoc.Attr("", { "excerpt-speaker" })),
      pandoc.RawInline("html", "</figcaption>"),
    })
    local opening, closing = raw('<figure class="excerpt">'), raw("</figure>")
    return { opening, pandoc.BlockQuote({ passage }), line, closing }
  end
  local opening = pandoc.Inlines({})
  opening:insert(pandoc.RawInline("typst", "#quote(block: true, attribution: ["))
  opening:extend({ pandoc.Strong(mark), pandoc.Space(), pandoc.Str("·"), pandoc.Space() })
  opening:extend(speaker)
  opening:insert(pandoc.RawInline("typst", "])["))
  return { pandoc.Plain(opening), passage, raw("]") }
end

local function quotations(div)
  local code, blocks = div.attributes.code or "", pandoc.Blocks({})
  if #div.content > 0 then problem('the excerpts of "' .. code .. '" hold text of their own.') end
  for _, excerpt in ipairs(excerpts) do
    if pandoc.List(excerpt.under):includes(code) then blocks:extend(quotation(excerpt)) end
  end
  if #blocks == 0 then problem('there is no excerpt for "' .. code .. '".') end
  return pandoc.Div(blocks, pandoc.Attr("", { "excerpts" }))
end

local function made(div)
  if #div.content > 0 then problem("the div .provenance holds text of its own.") end
  return origins.made()
end

local function show(div)
  if div.classes:includes("exhibit") then return exhibit(div) end
  if div.classes:includes("quantifiers") then return phrases(div) end
  if div.classes:includes("excerpts") then return quotations(div) end
  if div.classes:includes("provenance") then return made(div) end
end

-- The document ------------------------------------------------------------------------------

local cross_references = { tbl = true, fig = true, sec = true }

local function cites_literature(doc)
  local found = doc.meta.nocite ~= nil
  doc:walk({
    Cite = function(cite)
      for _, citation in ipairs(cite.citations) do
        found = found or not cross_references[citation.id:match("^(%a+)%-") or ""]
      end
    end,
  })
  return found
end

-- The list of references is a section of its own, the last, in both engines. A report may end
-- with the heading itself.
local function add_references(doc)
  local placed = false
  doc:walk({ Div = function(div) placed = placed or div.identifier == "refs" end })
  if placed or not doc.meta.bibliography or not cites_literature(doc) then return end
  local title = doc.meta["reference-section-title"] or pandoc.Inlines("References")
  doc.meta["reference-section-title"] = nil
  local last = doc.blocks[#doc.blocks]
  if not last or last.t ~= "Header" then
    doc.blocks:insert(pandoc.Header(1, title, pandoc.Attr("references", { "unnumbered" })))
  end
  doc.blocks:insert(pandoc.Div({}, pandoc.Attr("refs")))
end

-- Under Quarto the page is Quarto's: the notice stands first, and tables may break.
local function dress_for_quarto(doc)
  for key, value in pairs(doc.meta) do -- Quarto may not lead filters through the header
    local kind = pandoc.utils.type(value)
    if kind == "Inlines" or kind == "Blocks" then doc.meta[key] = value:walk({ Span = fill }) end
  end
  if noticed then
    doc.blocks:insert(1, pandoc.Div(pandoc.Para(pandoc.Inlines(study.notice)),
      pandoc.Attr("", { "callout-important" }, { { "title", study.notice_short } })))
  end
  if html and quarto.doc.add_html_dependency then
    quarto.doc.add_html_dependency({
      name = "corrigenda", version = "0.1.0", scripts = { "claims.js", "panel.js" },
      stylesheets = { "tables.css", "exhibits.css", "claims.css", "provenance.css" },
    })
  elseif typst and quarto.doc.include_text then
    if study.version then doc.blocks:insert(1, pandoc.Para(pandoc.Inlines("Version " .. study.version))) end
    quarto.doc.include_text("in-header", table.concat({
      '#show figure.where(kind: "quarto-float-tbl"): set block(breakable: true)',
      "#show figure.caption: set align(left)",
      "#show table: set text(size: 0.85em)",
      "#show table: set par(justify: false)",
    }, "\n"))
  end
end

-- Alternative texts are filled, too, but nobody can open their claims.
local function claimed(doc)
  local names, seen = pandoc.List({}), {}
  local function note(span)
    local name = span.classes:includes("claim") and span.attributes["data-of"]
    if name and not seen[name] then names:insert(name) end
    seen[name or ""] = true
  end
  doc:walk({ Span = note })
  names:sort()
  return names
end

local function finish(doc)
  if #problems > 0 then error("\ncorrigenda: " .. table.concat(problems, "\ncorrigenda: ")) end
  add_references(doc)
  local templates = origins.behind(claimed(doc))
  doc.blocks:extend(templates)
  if #templates > 0 then doc.meta["has-provenance"] = true end
  if noticed then
    doc.meta.notice = pandoc.Inlines(study.notice)
    doc.meta["notice-short"] = pandoc.Inlines(study.notice_short)
  end
  doc.meta.version = pandoc.Inlines(study.version or "Unreleased")
  doc.meta.released = study.version ~= nil
  if under_quarto then dress_for_quarto(doc) end
  return doc
end

return { { Span = fill, Div = note_captions }, { Div = show }, { Pandoc = finish } }
