-- Fills claims and inserts exhibits. The same file runs under Quarto (at pre-ast, before Quarto
-- gives tables, figures and callouts a meaning of its own) and under plain Pandoc.
--
-- It reads, from the stage folder: statistics.json, exhibits.json, study.json, exhibits/*.

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

local function read(name)
  local file = io.open(pandoc.path.join({ stage, name }), "rb")
  if not file then error("\ncorrigenda: the stage folder has no file " .. name) end
  local content = file:read("a")
  file:close()
  return content
end

local function read_json(name) return pandoc.json.decode(read(name), false) end

local statistics = read_json("statistics.json")
local exhibits = read_json("exhibits.json")
local study = read_json("study.json")
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

-- Claims ------------------------------------------------------------------------------------

-- JSON numbers arrive as floats, null as a value that is neither number nor text.
local function shown(value)
  if type(value) == "number" then
    return value == math.floor(value) and string.format("%d", value) or tostring(value)
  end
  return type(value) == "string" and value or nil
end

local function claim_attributes(name, statistic)
  local n, base, percent = shown(statistic.n), shown(statistic.base), shown(statistic.percent)
  local attributes = { { "data-of", name } }
  if n then attributes[#attributes + 1] = { "data-n", n } end
  if base then attributes[#attributes + 1] = { "data-base", base } end
  if n and base then
    local share = percent and percent ~= "" and " (" .. percent:gsub("%%$", "") .. "%)" or ""
    attributes[#attributes + 1] = { "title", n .. " of " .. base .. share }
  end
  return attributes
end

local function is_form(statistic, text)
  if text == statistic.text then return true end
  for _, form in pairs(statistic.forms or {}) do
    if text == form then return true end
  end
  return false
end

local function fill(span)
  local name, form = span.attributes.of, span.attributes["as"]
  if not name then return nil end
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
  local words = span.content
  if #words == 0 then
    words = pandoc.Inlines(text)
  elseif not is_form(statistic, (pandoc.utils.stringify(words):gsub("\u{a0}", " "))) then
    problem('the text says "' .. pandoc.utils.stringify(words) .. '", but "' .. name
      .. '" is now "' .. text .. '".')
  end
  if not html then return words end
  return pandoc.Span(words, pandoc.Attr("", { "claim" }, claim_attributes(name, statistic)))
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

local function figure(id, exhibit)
  local alt = plain_text(exhibit.alt)
  if html then
    local svg = read("exhibits/" .. id .. ".svg")
    return raw('<img class="exhibit-image"' .. svg_size(svg) .. ' alt="' .. escape_html(alt)
      .. '" src="' .. svg_address(svg) .. '">')
  end
  local path = typst_string("exhibits/" .. id .. ".svg")
  return raw("#image(" .. path .. ", width: 100%, alt: " .. typst_string(alt) .. ")")
end

local function tabular(id)
  if typst then return raw(read("exhibits/" .. id .. ".typ")) end
  -- Quarto would take the table apart and put it together in its own way.
  local attributes = { { "html-table-processing", "none" } }
  return pandoc.Div({ raw(read("exhibits/" .. id .. ".html")) },
    pandoc.Attr("", { "exhibit-table" }, under_quarto and attributes or {}))
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

local function show(div)
  if not div.classes:includes("exhibit") then return nil end
  local id = div.identifier
  local exhibit = exhibits[id]
  local caption = div.content[#div.content]
  if not exhibit then
    problem('no exhibit is called "' .. id .. '".')
  elseif not caption or (caption.t ~= "Para" and caption.t ~= "Plain") then
    problem('the exhibit "' .. id .. '" has no caption.')
  else
    local content = pandoc.List({ exhibit.kind == "figure" and figure(id, exhibit) or tabular(id) })
    if exhibit.source ~= "" then content:extend(source_note(exhibit.source)) end
    content:insert(pandoc.Para(caption.content))
    return pandoc.Div(content, pandoc.Attr(id, { "exhibit" }))
  end
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
      name = "corrigenda", version = "0.1.0", stylesheets = { "exhibits.css" },
    })
  elseif typst and quarto.doc.include_text then
    quarto.doc.include_text("in-header", table.concat({
      '#show figure.where(kind: "quarto-float-tbl"): set block(breakable: true)',
      "#show figure.caption: set align(left)",
      "#show table: set text(size: 0.85em)",
      "#show table: set par(justify: false)",
    }, "\n"))
  end
end

local function finish(doc)
  if #problems > 0 then error("\ncorrigenda: " .. table.concat(problems, "\ncorrigenda: ")) end
  add_references(doc)
  if noticed then
    doc.meta.notice = pandoc.Inlines(study.notice)
    doc.meta["notice-short"] = pandoc.Inlines(study.notice_short)
  end
  doc.meta.version = pandoc.Inlines(study.version or "Unreleased")
  if under_quarto then dress_for_quarto(doc) end
  return doc
end

return { { Span = fill }, { Div = show }, { Pandoc = finish } }
